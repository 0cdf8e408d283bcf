package io.heddle;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may {@linkplain Coroutines#await await}. The build weaves it: a call suspends where it has
 * to wait, and the thread goes on with other work.
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Integer> total(int id) {
 *     int price = await(price(id));
 *     int tax = await(tax(id));
 *     return done(price + tax);
 * }
 * }</pre>
 *
 * <p>The method returns a {@link Coroutine}, which is cold: calling the method evaluates its arguments and runs nothing;
 * or a {@link Task}, which the call spawns on the running loop; or a {@code CompletableFuture} or
 * {@code CompletionStage}, whose body runs on the caller's thread until it first waits.
 *
 * <p>{@code return x;} completes with what {@code x} completes with. Outside of a {@code try} that is a tail call, which
 * runs in constant memory however often it is repeated.
 *
 * <p>Refused by the build, with the file, the line and what to write instead: any other return type, constructors,
 * abstract, native and synchronized methods, and an await while a monitor is held. Lambdas that return one of the types
 * above need no annotation.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Async {}
