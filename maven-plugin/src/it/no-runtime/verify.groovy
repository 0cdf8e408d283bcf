// The second module weaves classes of the first and has no runtime on its class path.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('heddle-runtime')
assert !new File(basedir, 'repackaged/target/classes/com/example/Pause.class').text.contains('io/heddle/rt/')
