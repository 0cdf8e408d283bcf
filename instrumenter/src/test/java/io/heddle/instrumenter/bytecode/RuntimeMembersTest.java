package io.heddle.instrumenter.bytecode;

import static io.heddle.instrumenter.bytecode.RuntimeMembers.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rt.Abi;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every name in {@link RuntimeMembers} against the real runtime. */
class RuntimeMembersTest {
    /** A member of the runtime as the instrumenter spells it: of a method or, without parentheses, of a field. */
    record Named(String owner, String name, String descriptor, boolean isStatic) {
        @Override
        public String toString() {
            return owner + "." + name + descriptor;
        }
    }

    private static Named virtual(String owner, String name, String descriptor) {
        return new Named(owner, name, descriptor, false);
    }

    private static Named statics(String owner, String name, String descriptor) {
        return new Named(owner, name, descriptor, true);
    }

    private static final List<String> TESTED_ELSEWHERE =
            List.of(PACKAGE_PREFIX, SYNC_PREFIX, TASKS_BEAN, TASKS_BEAN_CLASS, TASKS_BEAN_TABLE, TASKS_BEAN_TREE);

    static List<Named> members() {
        return List.of(
                statics(COROUTINES, AWAIT, AWAIT_AWAITABLE_DESC),
                statics(COROUTINES, AWAIT, AWAIT_STAGE_DESC),
                statics(COROUTINES, DONE, DONE_DESC),
                statics(COROUTINES, DONE, DONE_VALUE_DESC),
                statics(COROUTINES, FROM_STAGE, FROM_STAGE_DESC),
                statics(COROUTINES, SPAWN, SPAWN_DESC),
                statics(COROUTINES, SPAWN, SPAWN_CALLABLE_DESC),
                statics(COROUTINES, SPAWN_EAGER, SPAWN_DESC),
                statics(COROUTINES, ASYNC, ASYNC_CALLABLE_DESC),
                virtual(EVENT_LOOP, SPAWN, SPAWN_DESC),
                virtual(EVENT_LOOP, SPAWN, SPAWN_CALLABLE_DESC),
                statics(COROUTINE, SPAWN_ENTRY, SPAWN_ENTRY_DESC),
                statics(COROUTINE, SPAWN_ENTRY, SPAWN_IN_BODY_DESC),
                statics(COROUTINE, SPAWN_ENTRY, SPAWN_ON_LOOP_DESC),
                virtual(EVENT_LOOP_GROUP, SPAWN, SPAWN_DESC),
                virtual(EVENT_LOOP_GROUP, SPAWN, SPAWN_CALLABLE_DESC),
                statics(COROUTINE, SPAWN_ENTRY, SPAWN_ON_LOOPS_DESC),
                virtual(TASK_GROUP, SPAWN, SPAWN_DESC),
                virtual(TASK_GROUP, SPAWN, SPAWN_CALLABLE_DESC),
                statics(COROUTINE, SPAWN_ENTRY, SPAWN_IN_GROUP_DESC),
                statics(COROUTINE, SPAWN_EAGER_ENTRY, SPAWN_ENTRY_DESC),
                statics(TASK, COMPLETED, COMPLETED_DESC),
                virtual(COROUTINE, AWAIT_ENTRY, AWAIT_ENTRY_DESC),
                virtual(COROUTINE, FUTURE_ENTRY, FUTURE_ENTRY_DESC),
                virtual(TASK, AWAIT_ENTRY, AWAIT_ENTRY_DESC),
                virtual(PROMISE, AWAIT_ENTRY, AWAIT_ENTRY_DESC),
                virtual(SUSPENDABLE, AWAIT_ENTRY, AWAIT_ENTRY_DESC),
                virtual(COROUTINE, AWAIT_INT, "(" + CTX_DESC + ")I"),
                virtual(COROUTINE, AWAIT_LONG, "(" + CTX_DESC + ")J"),
                virtual(COROUTINE, AWAIT_DOUBLE, "(" + CTX_DESC + ")D"),
                virtual(COROUTINE, AWAIT_BOOLEAN, "(" + CTX_DESC + ")Z"),
                virtual(COROUTINE, BEGIN, BEGIN_DESC),
                virtual(COROUTINE, DESCRIBE, DESCRIBE_DESC),
                virtual(ASYNC_CLOSEABLE, CLOSE_ASYNC, CLOSE_ASYNC_DESC),
                virtual(ASYNC_CLOSEABLE, CLOSE_ASYNC, CLOSE_ASYNC_FAILURE_DESC),
                virtual(ASYNC_ITERATOR, HAS_NEXT_ASYNC, HAS_NEXT_ASYNC_DESC),
                virtual(CTX, SUSPENDING, "Z"),
                virtual(CTX, SETTLE, SETTLE_DESC),
                virtual(CTX, SETTLE_AT_START, SETTLE_DESC),
                virtual(CTX, SETTLED, SETTLED_DESC),
                virtual(CTX, CAPTURE, CAPTURE_DESC),
                virtual(CTX, COMPLETE, COMPLETE_DESC),
                virtual(CTX, COMPLETE_TASK, COMPLETE_DESC),
                virtual(CTX, CAUGHT, CAUGHT_DESC),
                virtual(FRAME, STATE, "I"),
                virtual(FRAME, RESUME, RESUME_DESC),
                virtual(FRAME, LOCATION, LOCATION_DESC),
                statics(ABI, ABI_VERSION_FIELD, "I"),
                virtual(internalName(WOVEN_DESC), WOVEN_ABI, "()I"),
                virtual(internalName(WOVEN_DESC), WOVEN_OPTIONS, "()Ljava/lang/String;"),
                virtual(internalName(GENERATED_DESC), GENERATED_OWNER, "()Ljava/lang/String;"));
    }

    /** Types that are named without a member. */
    static List<String> types() {
        return List.of(
                AWAITABLE, ASYNC_ITERABLE, internalName(ASYNC_DESC), internalName(CTX_DESC), internalName(FRAME_DESC));
    }

    @ParameterizedTest
    @MethodSource("members")
    void theRuntimeHasTheMember(Named named) throws ReflectiveOperationException {
        var member = find(named);

        assertThat(Modifier.isStatic(member.getModifiers())).isEqualTo(named.isStatic());
        assertThat(Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()))
                .as("woven code may use it")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theRuntimeHasTheType(String internalName) throws ClassNotFoundException {
        assertThat(internalName).startsWith(PACKAGE_PREFIX);
        assertThat(Modifier.isPublic(load(internalName).getModifiers())).isTrue();
    }

    @Test
    void theVersionOfTheAbiIsTheRuntimes() {
        assertThat(ABI_VERSION).isEqualTo(Abi.VERSION);
    }

    @Test
    void thisTestKnowsEveryName() {
        var tested = Stream.concat(
                        types().stream(),
                        members().stream().flatMap(m -> Stream.of(m.owner(), m.name(), m.descriptor())))
                .flatMap(name -> Stream.of(name, "L" + name + ";"))
                .toList();

        assertThat(Stream.of(RuntimeMembers.class.getFields())
                        .filter(constant -> constant.getType() == String.class)
                        .map(RuntimeMembersTest::value)
                        .filter(name -> !TESTED_ELSEWHERE.contains(name)))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    private static Object value(Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Member find(Named named) throws ReflectiveOperationException {
        var owner = load(named.owner());
        if (!named.descriptor().startsWith("(")) {
            var field = owner.getField(named.name());
            assertThat(field.getType().descriptorString()).isEqualTo(named.descriptor());
            return field;
        }
        var type = MethodType.fromMethodDescriptorString(named.descriptor(), RuntimeMembersTest.class.getClassLoader());
        var declared = Stream.<Class<?>>iterate(owner, c -> c != null, Class::getSuperclass)
                .flatMap(c -> Stream.of(c.getDeclaredMethods()));
        return Stream.concat(declared, Stream.of(owner.getMethods()))
                .filter(method -> method.getName().equals(named.name())
                        && method.getReturnType() == type.returnType()
                        && List.of(method.getParameterTypes()).equals(type.parameterList()))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(named.toString()));
    }

    private static Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'));
    }

    private static String internalName(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1);
    }

    @Test
    void theManagementBeanShowsATableAndATree() throws ReflectiveOperationException {
        var bean = Class.forName(TASKS_BEAN_CLASS);

        assertThat(bean.getField("NAME").get(null)).isEqualTo(TASKS_BEAN);
        assertThat(List.of(bean.getMethod(TASKS_BEAN_TABLE), bean.getMethod(TASKS_BEAN_TREE)))
                .allMatch(method -> method.getReturnType() == String.class);
    }
}
