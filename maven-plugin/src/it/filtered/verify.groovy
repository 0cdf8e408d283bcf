// Only what is included and not excluded is woven.
def isWoven = { new File(basedir, "target/classes/${it}.class").text.contains('io/heddle/rt/') }
assert isWoven('com/example/Pause')
assert !isWoven('com/example/PauseLegacy')
assert !isWoven('org/example/Pause')
