// A user who has the README alone: its pom and its first program, word for word, make a project.
def readme = new File(basedir, '../../../../README.md').getText('UTF-8')
def first = { language, start -> (readme =~ /(?ms)^```$language\n(${start}.*?)^```$/)[0][1] }
new File(basedir, 'pom.xml').setText(first('xml', '<project'), 'UTF-8')
def source = new File(basedir, 'src/main/java/Hello.java')
source.parentFile.mkdirs()
source.setText(first('java', 'import'), 'UTF-8')
new File(basedir, 'expected.txt').setText(first('text', ''), 'UTF-8')
