// What the first run has woven, the second can't weave in another shape, and says so.
def warnings = new File(basedir, 'build.log').text.readLines().findAll { it.contains('as it was woven') }
assert warnings == ["[WARNING] 1 class in ${new File(basedir, 'target/classes')} stays as it was woven, with shape=auto, directCalls=private;" +
        ' compile again, as a clean build does, to have shape=compact, directCalls=private']
