// Modules are woven in parallel, each with its own class path.
def log = new File(basedir, 'build.log').text
assert log.count('wove 0 classes of 1 in target/classes') == 1
assert log.count('wove 1 class of 1 in target/classes') == 2
assert log.count('wove 1 class of 1 in target/test-classes') == 2
assert ['service', 'batch'].every { new File(basedir, "$it/target/surefire-reports").list() }
assert log.count('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed') == 2
assert !log.contains('not marked as @threadSafe')
