package io.heddle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The pom in the README is that of this version; versions stand in the parent pom alone. */
class PomsTest {
    @Test
    void theReadmesPomUsesThisVersion() throws Exception {
        var parent = parse(Files.readString(Document.ROOT.resolve("pom.xml")));
        var version = text(parent, "/project/version").get(0);
        var pom = parse(readmePom());

        assertThat(text(pom, "/project/dependencies/dependency[groupId='io.heddle']/artifactId"))
                .containsExactly("heddle-runtime");
        assertThat(text(pom, "/project/dependencies/dependency[groupId='io.heddle']/version"))
                .containsExactly(version);
        assertThat(text(pom, "/project/build/plugins/plugin[groupId='io.heddle']/artifactId"))
                .containsExactly("heddle-maven-plugin");
        assertThat(text(pom, "/project/build/plugins/plugin[groupId='io.heddle']/version"))
                .containsExactly(version);
        assertThat(text(pom, "/project/build/plugins/plugin/executions/execution/goals/goal"))
                .containsExactly("instrument", "instrument-tests");
    }

    @Test
    void modulesNameNoVersionButThatOfTheirParent() throws Exception {
        var parent = parse(Files.readString(Document.ROOT.resolve("pom.xml")));
        var modules = text(parent, "/project/modules/module");
        assertThat(modules).contains("runtime", "instrumenter", "maven-plugin", "examples");

        for (var module : modules) {
            var pom = parse(Files.readString(Document.ROOT.resolve(module).resolve("pom.xml")));
            assertThat(text(pom, "//version[not(parent::parent)]")).as(module).isEmpty();
        }
    }

    private static String readmePom() throws IOException {
        return Document.read(Path.of("README.md")).codeBlocks().stream()
                .filter(block -> block.language().equals("xml"))
                .map(CodeBlock::text)
                .filter(text -> text.startsWith("<project"))
                .findFirst()
                .orElseThrow();
    }

    private static Node parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> text(Node node, String path) throws XPathExpressionException {
        var found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, node, XPathConstants.NODESET);
        var texts = new ArrayList<String>();
        for (var i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }
}
