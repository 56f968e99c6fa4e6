package crm.dev.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An application that can do nothing but be ready. */
final class SmallEar {

    private static final String MODULES = "<application xmlns='https://jakarta.ee/xml/ns/jakartaee' version='10'>"
            + "<module><web><web-uri>crm.war</web-uri><context-root>/crm</context-root></web></module></application>";

    private SmallEar() {}

    static Path in(Path directory) throws IOException {
        byte[] war = zip(Map.of("health/ready", text("ready"), "WEB-INF/web.xml", text("<web-app/>")));
        return Files.write(
                directory.resolve("small.ear"), zip(Map.of("crm.war", war, "META-INF/application.xml", text(MODULES))));
    }

    /** It names a module that is not in it. */
    static Path brokenIn(Path directory) throws IOException {
        return Files.write(directory.resolve("broken.ear"), zip(Map.of("META-INF/application.xml", text(MODULES))));
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
