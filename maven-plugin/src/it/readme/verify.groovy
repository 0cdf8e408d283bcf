// The program printed what the README says that it prints.
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('\n' + new File(basedir, 'expected.txt').getText('UTF-8'))
