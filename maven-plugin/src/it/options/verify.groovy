import java.util.spi.ToolProvider

// Every method has one body, static methods of the same class are called past the face, and a question to a mock may
// drop a coroutine: the build went through.
def out = new StringWriter()
ToolProvider.findFirst('javap').get().run(new PrintWriter(out), new PrintWriter(System.err), '-p', '-c',
        new File(basedir, 'target/classes/com/example/Shop.class').path)
def body = { name -> out.toString().split(/\n\n/).find { it.contains(' ' + name + '(') } }
assert body('lambda$total$start') == null
assert body('lambda$total$resume').contains('Method price$start:')
assert !body('lambda$total$resume').contains('Method price:')
