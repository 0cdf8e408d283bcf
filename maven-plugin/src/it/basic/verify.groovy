// Main and test classes are woven by one execution, and the test, which awaits, ran.
def log = new File(basedir, 'build.log').text
assert log.contains("wove 1 class of 1 in ${new File(basedir, 'target/classes')}")
assert log.contains("wove 1 class of 1 in ${new File(basedir, 'target/test-classes')}")
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
