package groovyprograms

import static io.heddle.Coroutines.await
import static io.heddle.Coroutines.done

import groovy.transform.CompileStatic
import io.heddle.Async
import io.heddle.Coroutine
import io.heddle.it.Probe

@CompileStatic
class Programs {
    int field = 1

    @Async
    static Coroutine<?> straight(Probe p) {
        int first = await(p.value(1))
        def second = first + await(p.value(2))
        second += await(p.value(3))
        return done(first * second)
    }

    @Async
    static Coroutine<?> strings(Probe p) {
        return done("a${await(p.value(1))}b${await(p.value('c'))}".toString())
    }

    @Async
    static Coroutine<?> lists(Probe p) {
        def list = [1, await(p.value(2)), 3]
        def map = [a: await(p.value(4)), b: 5]
        list << await(p.value(6))
        list[0] = await(p.value(7))
        return done(list.toString() + map)
    }

    @Async
    static Coroutine<?> loops(Probe p) {
        long sum = 0
        for (int i = 0; i < 3; i++) {
            sum += await(p.value(i))
            if (i == 1) continue
            sum += 10
        }
        for (each in [1, 2, 3]) {
            if (await(p.value(each)) == 3) break
            sum += each
        }
        for (i in 1..3) {
            sum += i * await(p.value(2))
        }
        int n = 3
        while (n > 0) {
            n -= await(p.value(1))
        }
        return done(sum + n)
    }

    @Async
    static Coroutine<?> tries(Probe p) {
        def text = ''
        try {
            text += await(p.value('body'))
            await(p.fail(new IllegalStateException('failed')))
            text += 'never'
        } catch (IllegalArgumentException | IllegalStateException e) {
            text += e.message + await(p.value('handler'))
        } finally {
            text += await(p.value('finally'))
            p.log('end')
        }
        return done(text)
    }

    @Async
    static Coroutine<?> nestedTries(Probe p) {
        for (int i = 0; i < 3; i++) {
            try {
                try {
                    if (await(p.value(i)) == 1) continue
                    if (i == 2) return done('returned ' + await(p.value(i)))
                } finally {
                    await(p.value('inner ' + i))
                }
            } finally {
                await(p.value('outer ' + i))
            }
        }
        return done('ended')
    }

    @Async
    static Coroutine<?> switches(Probe p) {
        def text = ''
        for (int i = 0; i < 4; i++) {
            switch (await(p.value(i))) {
                case 0:
                    text += 'zero'
                    break
                case 1..2:
                    text += await(p.value('some'))
                    break
                default:
                    text += 'many'
            }
        }
        return done(text)
    }

    @Async
    static Coroutine<?> elvis(Probe p) {
        String none = await(p.value((String) null))
        def length = none?.length() ?: await(p.value(-1))
        def text = none ?: await(p.value('default'))
        return done(text + length + (await(p.value(true)) ? 'yes' : 'no'))
    }

    @Async
    static Coroutine<?> conditions(Probe p) {
        def both = await(p.value(true)) && await(p.value(false))
        def either = await(p.value(false)) || await(p.value(true))
        def equal = await(p.value('a')) == await(p.value('a'))
        def less = await(p.value(1)) < await(p.value(2))
        def ordered = await(p.value(1)) <=> await(p.value(2))
        return done([both, either, equal, less, ordered].toString())
    }

    @Async
    static Coroutine<?> primitives(Probe p) {
        int i = await(p.value(7))
        long l = 1L << await(p.value(40))
        double d = 1.5d * await(p.value(2))
        float f = (float) (i / 2f)
        byte b = (byte) (i + await(p.value(200)))
        char c = 'x'
        int[] array = [1, 2, 3] as int[]
        array[await(p.value(1))] += await(p.value(10))
        array[0]++
        return done("$i $l $d $f $b $c ${array.toList()}".toString())
    }

    @Async
    static Coroutine<?> constructors(Probe p) {
        def text = new StringBuilder(await(p.value('a'))).append(await(p.value('b')))
        def list = new ArrayList<Object>([await(p.value(1)), new StringBuilder(await(p.value('c'))).toString()])
        return done(text.toString() + list)
    }

    @Async
    static Coroutine<?> closures(Probe p) {
        int count = await(p.value(2))
        def add = { int n -> n + count }
        def sum = add(await(p.value(3)))
        def mapped = [1, 2].collect { it * count }
        count += await(p.value(10))
        return done("$sum $mapped $count ${add(1)}".toString())
    }

    @Async
    Coroutine<Integer> instance(Probe p, int n) {
        field += await(p.value(n))
        this.field *= await(secret(p))
        return done(field)
    }

    @Async
    private Coroutine<Integer> secret(Probe p) {
        return done(field + await(p.value(1)))
    }

    @Async
    static Coroutine<?> instances(Probe p) {
        def object = new Programs(field: await(p.value(3)))
        return done(await(object.instance(p, 4)) + object.field)
    }

    @Async
    static Coroutine<String> withDefaults(Probe p, int a = 1, String b = 'b') {
        return done(a + b + await(p.value(a)))
    }

    @Async
    static Coroutine<?> defaultArguments(Probe p) {
        return done(await(withDefaults(p)) + await(withDefaults(p, await(p.value(2)))) + await(withDefaults(p, 3, 'c')))
    }

    @Async
    static Coroutine<?> tailCalls(Probe p) {
        return countDown(p, 5)
    }

    @Async
    static Coroutine<String> countDown(Probe p, int n) {
        if (n == 0) {
            return done(await(p.value('zero')))
        }
        return countDown(p, n - 1)
    }

    @Async
    static Coroutine<?> multipleAssignment(Probe p) {
        def (int x, int y) = [await(p.value(1)), await(p.value(2))]
        return done(x * 10 + y)
    }

    @Async
    static Coroutine<?> asserts(Probe p) {
        assert await(p.value(1)) == 1
        try {
            assert await(p.value(1)) == 2
            return done('passed')
        } catch (AssertionError e) {
            return done('failed' + await(p.value(3)))
        }
    }

    @Async
    static Coroutine<?> throwing(Probe p) {
        p.log('before')
        if (await(p.value(1)) == 1) {
            throw new IllegalStateException('thrown' + await(p.value(2)))
        }
        return done('never')
    }

    @Async
    static Coroutine<?> resources(Probe p) {
        try (def reader = new StringReader(await(p.value('a')))) {
            return done(reader.read() + await(p.value(1)))
        }
    }

    @Async
    static Coroutine<?> casts(Probe p) {
        Object object = await(p.value('text'))
        def length = object instanceof String ? ((String) object).length() : await(p.value(0))
        def number = await(p.value(3)) as Long
        return done(length + number)
    }
}
