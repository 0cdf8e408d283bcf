// Woven and looked at: nothing to say.
def log = new File(basedir, 'build.log').text
assert log.contains(':check (default-cli)')
assert !log.contains('is not woven')
