// Both mistakes are told with file and line, as the compiler tells its errors, and no class is changed.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
def wrong = new File(basedir, 'src/main/java/com/example/Wrong.java')
assert logHas("[ERROR] ${wrong}:[7] [HED001] ")
assert logHas("[ERROR] ${wrong}:[11] [HED001] ")
assert logHas('2 errors; no class was changed')
assert new File(basedir, 'target/classes/com/example').list().sort() == ['Right.class', 'Wrong.class']
assert !new File(basedir, 'target/classes/com/example/Right.class').text.contains('io/heddle/rt/')
