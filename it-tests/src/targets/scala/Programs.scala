package scalaprograms

import io.heddle.{Async, Coroutine}
import io.heddle.Coroutines.{await, done}
import io.heddle.it.{Expects, Probe}

import scala.annotation.tailrec
import scala.util.control.NonFatal

sealed trait Shape
case class Circle(radius: Double) extends Shape
case class Rectangle(width: Int, height: Int) extends Shape
case object Nothingness extends Shape

trait Greeter {
  def probe: Probe

  @Async
  def greet(name: String): Coroutine[String] = done("hello " + await(probe.value(name)))

  @Async
  def twice(name: String): Coroutine[String] = done(await(greet(name)) + "; " + await(greet(name)))
}

trait Loud extends Greeter {
  @Async
  override def greet(name: String): Coroutine[String] = done(await(super.greet(name)).toUpperCase)
}

trait Polite extends Greeter {
  @Async
  override def greet(name: String): Coroutine[String] = {
    val greeting = await(super.greet(name))
    done(s"$greeting, ${await(probe.value("dear"))}")
  }
}

class Host(val probe: Probe) extends Loud with Polite

abstract class Doubler[T] {
  def twice(value: T): Coroutine[T]

  @Async
  def fourTimes(value: T): Coroutine[T] = twice(await(twice(value)))
}

class TextDoubler(probe: Probe) extends Doubler[String] {
  @Async
  def twice(value: String): Coroutine[String] = done(value + await(probe.value(value)))
}

class Counter(probe: Probe, private var count: Int) {
  lazy val step: Int = {
    probe.log("step")
    2
  }

  @Async
  def next(): Coroutine[Integer] = {
    count += step * await(probe.value(3))
    done(Int.box(count))
  }
}

/** What Scala makes of the language that it shares with Java, and of what it has for itself. */
object Programs {
  @Async
  def traits(p: Probe): Coroutine[?] = done(await(new Host(p).twice("a")) + " " + await(new TextDoubler(p).fourTimes("b")))

  @Async
  def members(p: Probe): Coroutine[?] = {
    val counter = new Counter(p, 1)
    await(counter.next())
    done(await(counter.next()))
  }

  @Async
  def loops(p: Probe): Coroutine[?] = {
    var sum = 0L
    var i = 0
    while (i < 3) {
      sum += i * await(p.value(10)) + i
      i += 1
    }
    var rest = List(1, 2, 3)
    while (rest.nonEmpty && await(p.value(rest.head)) < 3) {
      rest = rest.tail
    }
    done(s"$sum $rest")
  }

  @Async
  def tuples(p: Probe): Coroutine[?] = {
    val (first, second) = (await(p.value("a")), await(p.value(2)))
    val Array(third, fourth) = Array(await(p.value("c")), "d"): @unchecked
    done(first + second + third + fourth)
  }

  @Async
  private def described(p: Probe, subject: Any): Coroutine[String] = subject match {
    case Circle(radius) if await(p.value(radius)) > 1 => done("circle of " + radius)
    case Rectangle(width, height) if width > await(p.value(2)) => done("wide " + await(p.value(width * height)))
    case Rectangle(width, _) => later(p, "of " + width)
    case Nothingness | "nothing" => done("nothing")
    case number: Int => done("number " + (number + await(p.value(1))))
    case text: String => done(text.toUpperCase + await(later(p, text)))
    case (left, right: Long) => done(s"$left ${right + await(p.value(1))}")
    case other => throw new MatchError(other)
  }

  @Async
  def matches(p: Probe): Coroutine[?] = {
    val texts = new StringBuilder
    val subjects = List(Circle(1.5), Circle(0.5), Rectangle(3, 4), Rectangle(1, 9), Nothingness, 7, "nothing", "x", (1, 2L))
    var rest = subjects
    while (rest.nonEmpty) {
      try {
        texts.append(await(described(p, rest.head))).append("; ")
      } catch {
        case e: MatchError => p.log(e.getMessage)
      }
      rest = rest.tail
    }
    done(texts.toString)
  }

  @Async
  def compound(p: Probe): Coroutine[?] = {
    val numbers = Array(1, 2, 3)
    numbers(await(p.value(1))) += await(p.value(5))
    var long = 2L
    long <<= await(p.value(3))
    val double = long * await(p.value(2)) + 0.5
    done(s"${numbers.mkString(",")} $long ${await(p.value("m"))} $double")
  }

  @Async
  def conditions(p: Probe): Coroutine[?] = {
    val text =
      if (await(p.value(true)) && await(p.value(1)) == 2 || await(p.value(3)) == 3) await(p.value("yes"))
      else await(p.value("no"))
    done(new String(new java.lang.StringBuilder(await(p.value("x"))).append(if (text == "yes") await(p.value(1L)) else 2L)))
  }

  @Async
  def captured(p: Probe): Coroutine[?] = {
    var count = await(p.value(1))
    val increase = () => { count += 1; count }
    val before = await(p.value(increase()))
    done(s"$before ${increase()} ${await(p.value(count))}")
  }

  @Async
  def lambdas(p: Probe): Coroutine[?] = {
    val of = (text: String) => done(text + await(p.value("!")))
    val sum = (a: Int, b: Long) => done(Long.box(a + b * await(p.value(2))))
    val chosen: PartialFunction[Int, Coroutine[String]] = { case 1 => later(p, "one") }
    val later2: java.util.function.Function[Integer, Coroutine[String]] = number => done(s"$number${await(of("j"))}")
    done(s"${await(of("a"))} ${await(sum(1, 2))} ${await(chosen(1))} ${chosen.isDefinedAt(2)} ${await(later2(3))}")
  }

  @Async
  def capturingLambdas(p: Probe): Coroutine[?] = {
    val factor = await(p.value(3))
    val offset = 2.5
    val scaled = (number: Int) =>
      try done(Double.box(number * factor * await(p.value(1)) + offset))
      catch { case e: ArithmeticException => done(Double.box(0)) }
    done(await(scaled(2)).doubleValue + await(scaled(4)).doubleValue)
  }

  @Async
  def nestedMethods(p: Probe): Coroutine[?] = {
    val prefix = await(p.value("n"))
    @Async
    def nested(depth: Int): Coroutine[String] =
      if (depth == 0) done(prefix) else done(await(p.value(depth)).toString + await(nested(depth - 1)))
    nested(3)
  }

  @Async @tailrec
  private def sum(p: Probe, number: Int, sum: Long): Coroutine[java.lang.Long] =
    if (number == 0) done(Long.box(sum))
    else this.sum(p, number - 1, sum + await(p.value(number)))

  @Async
  def loopsMadeOfRecursion(p: Probe): Coroutine[?] = sum(p, 4, 0)

  @Async
  private def withDefaults(p: Probe, number: Int = 3)(text: => String)(using suffix: String): Coroutine[String] = {
    val before = await(p.value(number))
    done(s"$before$text${await(p.value(text))}$suffix")
  }

  @Async
  def parameters(p: Probe): Coroutine[?] = {
    given String = "."
    var calls = 0
    done(await(withDefaults(p) { calls += 1; "t" + calls }))
  }

  extension (text: String) {
    @Async
    private def shouted(p: Probe): Coroutine[String] = done(text.toUpperCase + await(p.value("!")))
  }

  @Async
  def extensions(p: Probe): Coroutine[?] = done(await("a".shouted(p)) + await("b".shouted(p)))

  @Async
  def tries(p: Probe): Coroutine[?] = {
    val text =
      try {
        await(p.value(1))
        await(p.fail[Integer, IllegalStateException](new IllegalStateException("f")))
        "never"
      } catch {
        case e: IllegalStateException if await(p.value(true)) => "caught " + e.getMessage + await(p.value(2))
        case NonFatal(e) => "other " + e
      } finally {
        p.log("finally")
        await(p.value(3))
      }
    done(text)
  }

  @Async
  private def failing(p: Probe, text: String): Coroutine[String] = {
    p.log("begins " + text)
    await(p.fail[Integer, IllegalStateException](new IllegalStateException(text)))
    done("never")
  }

  @Async
  private def later(p: Probe, text: String): Coroutine[String] = {
    p.log("begins " + text)
    done(text + await(p.value("!")))
  }

  @Async
  @Expects(Array("begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "= g!"))
  def tryAsBody(p: Probe): Coroutine[?] =
    try failing(p, "f")
    catch { case e: IllegalStateException => later(p, "g") }

  @Async
  @Expects(Array("begins f", "await !", "finally", "await 1", "= f!"))
  def tryWithFinallyAsBody(p: Probe): Coroutine[?] =
    try later(p, "f")
    finally {
      p.log("finally")
      await(p.value(1))
    }

  @Async
  @Expects(
    Array(
      "begins f",
      "await java.lang.IllegalStateException: f",
      "inner",
      "begins g",
      "await java.lang.IllegalStateException: g",
      "outer",
      "! java.lang.IllegalStateException: g"
    )
  )
  def nestedTries(p: Probe): Coroutine[?] =
    try {
      try failing(p, "f")
      catch { case e: IllegalArgumentException => later(p, "never") }
      finally p.log("inner")
    } catch {
      case e: IllegalStateException => failing(p, "g")
    } finally p.log("outer")

  @Async
  @Expects(Array("await 2", "begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "finally", "= g!"))
  def returnsInTry(p: Probe): Coroutine[?] = {
    try {
      if (await(p.value(2)) == 1) {
        return later(p, "never")
      }
      return failing(p, "f")
    } catch {
      case e: IllegalStateException => return later(p, "g")
    } finally {
      p.log("finally")
    }
  }

  @Async
  @Expects(
    Array("begins 3", "await java.lang.IllegalStateException: 3", "begins 2", "await java.lang.IllegalStateException: 2", "begins 1", "await !", "= 1!")
  )
  def retries(p: Probe): Coroutine[?] = {
    var left = 3
    while (true) {
      try {
        return if (left > 1) failing(p, left.toString) else later(p, left.toString)
      } catch {
        case e: IllegalStateException => left -= 1
      }
    }
    done("never")
  }

  @Async
  @Expects(Array("1", "begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "= g!"))
  def matchInTry(p: Probe): Coroutine[?] =
    try
      p.mark(1) match {
        case 1 => failing(p, "f")
        case 2 => later(p, "never")
        case _ => done("never")
      }
    catch { case e: IllegalStateException => later(p, "g") }

  @Async
  @Expects(Array("before", "begins c", "await !", "= c!"))
  def coldVariable(p: Probe): Coroutine[?] = {
    val cold =
      try later(p, "c")
      catch { case e: IllegalStateException => later(p, "never") }
    p.log("before")
    cold
  }
}
