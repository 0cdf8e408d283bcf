// What the jar's filter has left out is missed.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas("[ERROR] ${new File(basedir, 'src/main/java/com/example/Pause.java')} [HED027] `com.example.Pause` is woven, but what was generated for it is missing: `com.example.Pause\$\$")
assert logHas('1 error in woven classes')
