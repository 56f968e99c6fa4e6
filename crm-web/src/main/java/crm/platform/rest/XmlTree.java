package crm.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A JSON tree told in XML, by three rules that hold everywhere: a field is an element of its name, the members of an
 * array are elements {@code item} within it, and a name that XML does not allow is {@code <field name="…">}.
 */
final class XmlTree {

    private static final Pattern ELEMENT = Pattern.compile("(?![xX][mM][lL])[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter xml;

    XmlTree(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The name of the root element: that of the record, without {@code View}. */
    static String rootOf(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("(?<=.)View$", "");
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }

    void element(String name, JsonNode value) throws XMLStreamException {
        start(name);
        content(value);
        xml.writeEndElement();
    }

    private void start(String name) throws XMLStreamException {
        if (ELEMENT.matcher(name).matches()) {
            xml.writeStartElement(name);
        } else {
            xml.writeStartElement("field");
            xml.writeAttribute("name", allowed(name));
        }
    }

    private void content(JsonNode value) throws XMLStreamException {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                element(field.getKey(), field.getValue());
            }
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                element("item", item);
            }
        } else if (!value.isNull()) {
            xml.writeCharacters(allowed(value.asText()));
        }
    }

    private static String allowed(String text) {
        return FORBIDDEN.matcher(text).replaceAll("\uFFFD");
    }
}
