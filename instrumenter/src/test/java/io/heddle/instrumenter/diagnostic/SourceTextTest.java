package io.heddle.instrumenter.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void theCaretPointsAtTheWord() {
        assertThat(new SourceText("  int awaited = await(x);  ").excerpt(1, "await"))
                .isEqualTo("int awaited = await(x);\n              ^");
    }

    @Test
    void theCaretPointsAtTheBeginningWhereTheWordIsElsewhere() {
        assertThat(new SourceText("\tx.y();").excerpt(1, "z")).isEqualTo("x.y();\n^");
    }

    @Test
    void tabsBeforeTheWordStayTabs() {
        assertThat(new SourceText("a\tb();").excerpt(1, "b")).isEqualTo("a\tb();\n \t^");
    }

    @Test
    void aLineThatIsEmptyOrMissingIsNotShown() {
        var text = new SourceText("one\n\nthree");

        assertThat(text.excerpt(2, "x")).isNull();
        assertThat(text.excerpt(0, "x")).isNull();
        assertThat(text.excerpt(4, "x")).isNull();
        assertThat(text.excerpt(3, "x")).isNotNull();
    }

    @Test
    void aStatementBeginsBehindTheOneBefore() {
        var text = new SourceText("f(); // x\nvar a =\n  g(\n    1);\n\nh();");

        assertThat(text.statementUpTo(4)).isEqualTo("var a =\n  g(\n    1);");
        assertThat(text.statementUpTo(6)).isEqualTo("h();");
        assertThat(text.statementUpTo(1)).isEqualTo("f(); // x");
    }

    @Test
    void aDeclarationIsTheNearestAboveTheBody() {
        var text = new SourceText("""
                int total(int a) {
                    return a;
                }
                @Async
                int total(
                    int a, int b) {
                    return total(a) + b;
                }
                """);

        assertThat(text.declarationOf("total", 7)).isEqualTo(5);
        assertThat(text.declarationOf("total", 2)).isEqualTo(1);
    }

    @Test
    void aDeclarationWithoutBodyIsTheFirstInTheFile() {
        var text = new SourceText("interface A {\n  default int f() { return g (); }\n  List<String> g();\n}");

        assertThat(text.declarationOf("g", 0)).isEqualTo(3);
    }

    @Test
    void whereNothingLooksLikeADeclarationTheBodyHasToDo() {
        assertThat(new SourceText("x\ny").declarationOf("total", 2)).isEqualTo(2);
        assertThat(new SourceText("x\ny").declarationOf("total", 0)).isZero();
    }
}
