package io.heddle.it;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What awaits without saying so, written in Java: the source with each for-each loop over an {@code AsyncIterable}, each
 * {@code hasNext()} of an {@code AsyncIterator} and each try-with-resources of an {@code AsyncCloseable} in terms of {@code
 * await} and {@code try}. It knows nothing of bytecode, which is why it may tell what is right.
 */
final class AsyncDesugaring {
    private static final String LOOP_OPEN = """
            { final var $it = (""";

    private static final String LOOP_ENTER = """
            ).iterator(); boolean $open = true; try {
            $label while (true) {
            if (!io.heddle.Coroutines.await($it.hasNextAsync())) { $open = false; break; }
            $element = $it.next();
            """;

    private static final String LOOP_LEAVE = """
            } } catch (Throwable $e) {
            $open = false;
            Throwable $left = $e;
            try {
                $left = java.util.Objects.requireNonNull(io.heddle.Coroutines.await($it.closeAsync($e)));
            } catch (Throwable $x) { if ($x != $e) { $e.addSuppressed($x); } }
            if ($left != $e) { throw io.heddle.rt.Sneaky.rethrow($left); }
            throw $e;
            } finally { if ($open) { io.heddle.Coroutines.await($it.closeAsync()); } } }
            """;

    private static final String RESOURCE_ENTER = "; boolean $open = true; try {";

    private static final String RESOURCE_LEAVE = """
            } catch (Throwable $e) {
            $open = false;
            Throwable $left = $e;
            if ($r != null) {
            try {
                $left = java.util.Objects.requireNonNull(io.heddle.Coroutines.await($r.closeAsync($e)));
            } catch (Throwable $x) { $e.addSuppressed($x); } }
            if ($left != $e) { throw io.heddle.rt.Sneaky.rethrow($left); }
            throw $e;
            } finally { if ($open && $r != null) { io.heddle.Coroutines.await($r.closeAsync()); } } }
            """;

    private static final Pattern MENTION = Pattern.compile("AsyncItera|ProbeItems|ProbeSession|\\.items\\(");

    private final CompilationUnitTree unit;
    private final String source;
    private final JavacTask task;
    private final Trees trees;
    private final TypeMirror iterable;
    private final TypeMirror iterator;
    private final TypeMirror closeable;
    private final List<Edit> edits = new ArrayList<>();

    private AsyncDesugaring(CompilationUnitTree unit, JavacTask task) throws IOException {
        this.unit = unit;
        this.task = task;
        source = unit.getSourceFile().getCharContent(true).toString();
        trees = Trees.instance(task);
        iterable = erasure("io.heddle.AsyncIterable");
        iterator = erasure("io.heddle.AsyncIterator");
        closeable = erasure("io.heddle.AsyncCloseable");
    }

    /** Text that takes the place of what stands from {@code start} to {@code end}. */
    private record Edit(long start, long end, String text) {}

    /**
     * The sources that have something to desugar, desugared, by the name of their class. They are looked for among those
     * that mention one of the types.
     */
    static Map<String, String> of(List<Path> sources) throws IOException {
        var desugared = new TreeMap<String, String>();
        var candidates = new ArrayList<Path>();
        for (var source : sources) {
            if (MENTION.matcher(Files.readString(source)).find()) {
                candidates.add(source);
            }
        }
        if (candidates.isEmpty()) {
            return desugared;
        }
        var task = task(candidates);
        var units = task.parse();
        task.analyze();
        for (var unit : units) {
            var desugaring = new AsyncDesugaring(unit, task);
            desugaring.new Scanner().scan(unit, null);
            if (!desugaring.edits.isEmpty()) {
                desugared.put(desugaring.className(), desugaring.edited());
            }
        }
        return desugared;
    }

    private static JavacTask task(List<Path> sources) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var files = javac.getStandardFileManager(null, null, null);
        var units = files.getJavaFileObjectsFromPaths(sources);
        var options = List.of("-proc:none", "-cp", ClassPath.ofTargets());
        return (JavacTask) javac.getTask(Writer.nullWriter(), files, null, options, null, units);
    }

    private String className() {
        var file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        return unit.getPackageName() + "." + file.substring(0, file.length() - ".java".length());
    }

    private TypeMirror erasure(String name) {
        return task.getTypes().erasure(task.getElements().getTypeElement(name).asType());
    }

    private boolean isA(TreePath expression, TypeMirror target) {
        var type = trees.getTypeMirror(expression);
        return type != null
                && type.getKind() != TypeKind.VOID
                && task.getTypes().isAssignable(task.getTypes().erasure(type), target);
    }

    private String edited() {
        edits.sort(Comparator.comparingLong(Edit::start).thenComparingLong(Edit::end));
        var text = new StringBuilder();
        var position = 0;
        for (var edit : edits) {
            text.append(source, position, (int) edit.start).append(edit.text);
            position = (int) edit.end;
        }
        return text.append(source, position, source.length())
                .toString()
                .replace("import io.heddle.TaskGroup;", "import io.heddle.it.blocking.TaskGroup;");
    }

    private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private int forms;

        @Override
        public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void unused) {
            if (isA(new TreePath(getCurrentPath(), loop.getExpression()), iterable)) {
                var parent = getCurrentPath().getParentPath().getLeaf();
                var label = parent instanceof LabeledStatementTree labelled ? labelled.getLabel() + ":" : "";
                var number = String.valueOf(forms++);
                var element = source.substring((int) start(loop.getVariable()), (int) end(loop.getVariable()));
                var first = label.isEmpty() ? loop : parent;
                edit(start(first), start(loop.getExpression()), LOOP_OPEN, number);
                edit(
                        end(loop.getExpression()),
                        start(loop.getStatement()),
                        LOOP_ENTER.replace("$label", label).replace("$element", element),
                        number);
                super.visitEnhancedForLoop(loop, null);
                // Behind the edits of what is inside, which may end here too.
                edit(end(loop), end(loop), LOOP_LEAVE, number);
                return null;
            }
            return super.visitEnhancedForLoop(loop, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getIdentifier().contentEquals("hasNext")
                    && isA(new TreePath(new TreePath(getCurrentPath(), method), method.getExpression()), iterator)) {
                ExpressionTree receiver = method.getExpression();
                edits.add(new Edit(start(call), start(call), "io.heddle.Coroutines.await("));
                edits.add(new Edit(end(receiver), end(call), ".hasNextAsync())"));
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitTry(TryTree statement, @Nullable Void unused) {
            var resources = statement.getResources();
            if (resources.stream().noneMatch(this::isAwaited)) {
                return super.visitTry(statement, null);
            }
            var from = start(statement);
            var before = "try {";
            var leaves = "}";
            for (var resource : resources) {
                var number = String.valueOf(forms++);
                var isAwaited = isAwaited(resource);
                var open = isAwaited ? "{ " : "try (";
                var name = nameOf(resource);
                if (isAwaited && name.isEmpty()) {
                    name = "$r";
                    edit(from, start(opened(resource)), before + open + "final var $r = ", number);
                } else {
                    edit(from, start(resource), before + open, number);
                }
                before = numbered(isAwaited ? RESOURCE_ENTER : ") {", number);
                from = end(resource);
                leaves = numbered(isAwaited ? RESOURCE_LEAVE.replace("$r", name) : "}", number) + leaves;
            }
            edit(from, start(statement.getBlock()), before, "");
            super.visitTry(statement, null);
            var isPlain = statement.getCatches().isEmpty() && statement.getFinallyBlock() == null;
            edit(end(statement.getBlock()), end(statement.getBlock()), leaves + (isPlain ? " finally {}" : ""), "");
            return null;
        }

        /** The name of the variable; empty where it has none or there is no variable. */
        private static String nameOf(Tree resource) {
            return resource instanceof VariableTree variable
                    ? variable.getName().toString()
                    : "";
        }

        /** What gives the resource: an expression, or what a variable is initialised with. */
        private static Tree opened(Tree resource) {
            return resource instanceof VariableTree variable ? variable.getInitializer() : resource;
        }

        private boolean isAwaited(Tree resource) {
            return isA(new TreePath(getCurrentPath(), resource), closeable);
        }

        private void edit(long from, long to, String text, String number) {
            edits.add(new Edit(from, to, numbered(text, number)));
        }

        private String numbered(String text, String number) {
            return text.replaceAll("\\$(it|open|left|e|x|r)\\b", "\\$$1" + number);
        }

        private long start(Tree tree) {
            return trees.getSourcePositions().getStartPosition(unit, tree);
        }

        private long end(Tree tree) {
            return trees.getSourcePositions().getEndPosition(unit, tree);
        }
    }
}
