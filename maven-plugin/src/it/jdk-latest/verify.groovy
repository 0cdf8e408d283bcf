// The test ran, on classes that only the newest Java can read.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
def header = new File(basedir, 'target/classes/com/example/Shapes.class').bytes
assert (header[6] << 8 | header[7]) == 69
