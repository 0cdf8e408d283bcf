// The second run rewrites nothing: each class is older than the resource, which that run copied before it wove.
def classes = new File(basedir, 'target/classes')
def copiedBySecondRun = new File(classes, 'run.txt')
assert copiedBySecondRun.text.trim() == 'second'

def files = new File(classes, 'com/example').listFiles()
assert files.size() > 1
files.each { assert it.lastModified() < copiedBySecondRun.lastModified() : it }

def log = new File(basedir, 'build.log').text
def summaries = log.readLines().findAll { it.contains(' wove ') }*.replaceAll('.* wove ', '')
assert summaries == ['1 class of 1 in target/classes', '0 classes of 1 in target/classes']
