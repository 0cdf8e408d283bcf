package io.heddle.instrumenter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** What signing leaves in a jar: signature files beside the manifest, and in the manifest a digest for each entry. */
final class JarSignature {
    private static final Pattern SIGNATURE_FILE = Pattern.compile("META-INF/(SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");
    private static final Pattern DIGEST = Pattern.compile(".*-digest(-.*)?");

    private JarSignature() {}

    static boolean isPartOf(String entry) {
        return SIGNATURE_FILE.matcher(entry.toUpperCase(Locale.ROOT)).matches();
    }

    static boolean isManifest(String entry) {
        return entry.equals(JarFile.MANIFEST_NAME);
    }

    /** The manifest without digests and without the sections that held nothing else; the very bytes where it has none. */
    static byte[] withoutDigests(byte[] content) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(content));
        var sections = manifest.getEntries().values();
        var changed = false;
        for (var section : sections) {
            changed |= section.keySet().removeIf(JarSignature::isDigest);
        }
        if (!changed) {
            return content;
        }
        sections.removeIf(Attributes::isEmpty);
        var out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static boolean isDigest(Object name) {
        return DIGEST.matcher(name.toString().toLowerCase(Locale.ROOT)).matches();
    }
}
