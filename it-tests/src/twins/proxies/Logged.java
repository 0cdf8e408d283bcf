package proxies;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;

/** An interceptor of a subclass proxy: notes each call that goes through the proxy. */
public final class Logged {
    private final List<String> log;

    public Logged(List<String> log) {
        this.log = log;
    }

    @RuntimeType
    public Object intercept(@Origin Method method, @SuperCall Callable<Object> call) throws Exception {
        log.add("call " + method.getName());
        return call.call();
    }
}
