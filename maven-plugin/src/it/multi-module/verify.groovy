// Modules are woven in parallel, each with its own class path.
def log = new File(basedir, 'build.log').text
assert log.contains("wove 0 classes of 1 in ${new File(basedir, 'api/target/classes')}")
['service', 'batch'].each {
    assert log.contains("wove 1 class of 1 in ${new File(basedir, "$it/target/classes")}")
    assert new File(basedir, "$it/target/surefire-reports").list().any { it.endsWith('.txt') }
}
assert !log.contains('not marked as @threadSafe')
