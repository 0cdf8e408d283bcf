// Main and test classes are woven by one execution, and the test, which awaits, ran.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('wove 1 class of 1 in target/classes')
assert logHas('wove 1 class of 1 in target/test-classes')
assert logHas('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
