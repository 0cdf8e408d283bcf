// The class is as the compiler left it.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('Skipped: heddle.skip is set')
assert new File(basedir, 'target/classes/com/example').list() == ['Pause.class']
assert !new File(basedir, 'target/classes/com/example/Pause.class').text.contains('io/heddle/rt/')
