package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import java.util.regex.Pattern;

/**
 * A variable that holds a coroutine must be read, unless its name says that it is not meant to be. Where its name can't
 * be learnt nothing is reported: it might say so.
 */
final class UnreadVariableRule implements Rule {
    private static final Pattern MEANT = Pattern.compile("unused\\w*|ignored\\w*|_");

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            for (var call : DroppedCoroutines.in(method, checked)) {
                var names = Holder.of(call, method, checked.flowOf(method), findings.source())
                        .names();
                if (!names.isEmpty()
                        && names.stream().noneMatch(name -> MEANT.matcher(name).matches())) {
                    var written = CoroutineCalls.describe(call);
                    findings.report(DiagnosticCode.HED012, method, call, names.get(0), written, names.get(0));
                }
            }
        }
    }
}
