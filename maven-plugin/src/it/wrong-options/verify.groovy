def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas('Wrong configuration: shape may be auto, split, compact, but is: round')
assert !new File(basedir, 'target/classes/com/example/Pause.class').text.contains('io/heddle/rt/')
