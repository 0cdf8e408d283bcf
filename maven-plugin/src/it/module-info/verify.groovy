// The test ran, with the classes in a named module.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
