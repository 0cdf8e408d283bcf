package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reflection shows of the woven targets is what it shows of them un-woven, but for synthetic members. */
class ReflectionTest {
    private static final int SYNTHETIC = 0x1000;
    private static final Pattern BRIDGE = Pattern.compile(".+\\$(call|continue)");

    private static List<String> names;
    private static ClassLoader plainTargets;
    private static Map<Shape, ClassLoader> wovenTargets;

    @BeforeAll
    static void load() throws IOException {
        var targets = HandWritten.compiled(Compilation.standard());
        names = targets.files().keySet().stream()
                .map(name -> name.replace('/', '.'))
                .toList();
        plainTargets = new TargetLoader(targets.files(), null);
        wovenTargets = new EnumMap<>(Shape.class);
        for (var shape : List.of(Shape.SPLIT, Shape.COMPACT)) {
            wovenTargets.put(
                    shape,
                    new TargetLoader(
                            HandWritten.woven(Compilation.standard(), shape).files(), null));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"SPLIT", "COMPACT"})
    void everyMemberOfTheSourceIsAsItWas(Shape shape) throws ClassNotFoundException {
        forEachClass(shape, (plain, woven) -> assertThat(describe(woven)).isEqualTo(describe(plain)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"SPLIT", "COMPACT"})
    void whatIsAddedIsSyntheticAndPrivateButForTheBridges(Shape shape) throws ClassNotFoundException {
        forEachClass(shape, (plain, woven) -> {
            for (var method : added(plain.getDeclaredMethods(), woven.getDeclaredMethods())) {
                var isBridge = BRIDGE.matcher(method.getName()).matches();
                assertThat(method.isSynthetic()).as("%s", method).isTrue();
                assertThat(Modifier.isPrivate(method.getModifiers()))
                        .as("%s", method)
                        .isEqualTo(!isBridge);
                assertThat(Modifier.isPublic(method.getModifiers()))
                        .as("%s", method)
                        .isEqualTo(isBridge && woven.isInterface());
            }
            for (var field : added(plain.getDeclaredFields(), woven.getDeclaredFields())) {
                assertThat(field.getName()).isEqualTo("serialVersionUID");
                assertThat(field.isSynthetic()).isTrue();
                assertThat(field.getModifiers() & ~SYNTHETIC)
                        .isEqualTo(Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"SPLIT", "COMPACT"})
    void serialisableClassesKeepTheirVersion(Shape shape) throws ClassNotFoundException {
        var serialisable = new ArrayList<String>();
        forEachClass(shape, (plain, woven) -> {
            if (Serializable.class.isAssignableFrom(plain)) {
                serialisable.add(plain.getName());
                assertThat(ObjectStreamClass.lookup(woven).getSerialVersionUID())
                        .as(plain.getName())
                        .isEqualTo(ObjectStreamClass.lookup(plain).getSerialVersionUID());
            }
        });
        assertThat(serialisable).isNotEmpty();
    }

    private interface Comparison {
        void compare(Class<?> plain, Class<?> woven);
    }

    private static void forEachClass(Shape shape, Comparison comparison) throws ClassNotFoundException {
        var woven = Objects.requireNonNull(wovenTargets.get(shape));
        for (var name : names) {
            comparison.compare(plainTargets.loadClass(name), woven.loadClass(name));
        }
    }

    private static <T extends Member> List<T> added(T[] plain, T[] woven) {
        var known = Stream.of(plain).map(Object::toString).toList();
        return Stream.of(woven)
                .filter(member -> !known.contains(member.toString()))
                .toList();
    }

    private static List<String> describe(Class<?> type) {
        var lines = new ArrayList<String>();
        lines.add(type.toGenericString() + Arrays.toString(type.getAnnotations()) + type.getNestHost());
        lines.add(Arrays.toString(type.getDeclaredClasses()) + type.getEnclosingMethod() + type.getEnclosingClass());
        if (type.isRecord()) {
            lines.add(Arrays.toString(type.getRecordComponents()));
        }
        Stream.of(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .map(ReflectionTest::describe)
                .forEach(lines::add);
        Stream.of(type.getDeclaredConstructors())
                .map(ReflectionTest::describe)
                .sorted()
                .forEach(lines::add);
        Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(ReflectionTest::describe)
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static String describe(Field field) {
        return field.toGenericString() + Arrays.toString(field.getAnnotations());
    }

    private static String describe(Executable member) {
        var parameters = Stream.of(member.getParameters())
                .map(parameter ->
                        parameter.isNamePresent() + parameter.toString() + Arrays.toString(parameter.getAnnotations()))
                .toList();
        var value = member instanceof Method method ? method.getDefaultValue() : null;
        return member.toGenericString() + Arrays.toString(member.getAnnotations()) + parameters + value;
    }
}
