// The second module weaves classes of the first and has no runtime on its class path.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas("[ERROR] com/example/Pause.java [HED018] `com.example.Pause` is `@Async`, but Heddle's runtime is not")
assert logHas('Add the dependency `io.heddle:heddle-runtime`')
assert !new File(basedir, 'repackaged/target/classes/com/example/Pause.class').text.contains('io/heddle/rt/')
