// The class was compiled and woven anew, and what only its first form needed is gone.
def names = new File(basedir, 'target/classes/com/example').list()
assert names.any { it.contains('kept') }
assert names.any { it.contains('fresh') }
assert !names.any { it.contains('renamed') }
