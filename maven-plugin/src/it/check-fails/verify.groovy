// Nothing weaves here; each class is named, and what to do.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas("[ERROR] com.example.Pause in ${new File(basedir, 'target/classes')} is not woven")
assert logHas('1 class uses `@Async` or `await` and is not woven. Each await in such a class throws. Bind the goals')
