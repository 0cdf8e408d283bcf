// The second module weaves classes of the first and has no runtime on its class path.
def log = new File(basedir, 'build.log').text
assert log.contains('heddle-runtime')
assert !new File(basedir, 'repackaged/target/classes/com/example/Pause.class').text.contains('io/heddle/rt/')
