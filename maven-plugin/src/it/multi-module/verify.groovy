// Modules are woven in parallel, each with its own class path.
def logHas = { new File(basedir, 'build.log').text.contains(it.toString()) }
assert logHas("wove 0 classes of 1 in ${new File(basedir, 'api/target/classes')}")
['service', 'batch'].each {
    assert logHas("wove 1 class of 1 in ${new File(basedir, "$it/target/classes")}")
    assert new File(basedir, "$it/target/surefire-reports").list().any { it.endsWith('.txt') }
}
assert !logHas('not marked as @threadSafe')
