// The jar that is named is looked at.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas("[ERROR] com.example.Pause in ${new File(basedir, 'target/check-jar-1.jar')} is not woven")
