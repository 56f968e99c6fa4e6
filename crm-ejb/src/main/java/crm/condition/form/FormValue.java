package crm.condition.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;

/** One value as it is typed, and whether it is meant as a text, a number, or true or false. */
public class FormValue implements Serializable {

    public static final String TEXT = "text";
    public static final String NUMBER = "number";
    public static final String FLAG = "flag";

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private String text;
    private String as;

    public FormValue(String text, String as) {
        this.text = text;
        this.as = as;
    }

    static FormValue of(JsonNode node) {
        String as = node.isNumber() ? NUMBER : node.isBoolean() ? FLAG : TEXT;
        return new FormValue(node.isMissingNode() || node.isNull() ? null : node.asText(), as);
    }

    /** What is meant as a number and is none stays a text, so that it can be told what is wrong with it. */
    JsonNode json() {
        if (text == null) {
            return MissingNode.getInstance();
        }
        if (as.equals(FLAG)) {
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        }
        return as.equals(NUMBER) ? number(text) : TextNode.valueOf(text);
    }

    /** A number if it is written like one, else the text. */
    static JsonNode number(String text) {
        try {
            JsonNode number = JSON.readTree(text.strip());
            return number.isNumber() ? number : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    public String getText() {
        return text;
    }

    /** Null where nothing was typed; what was given as an empty text stays one. */
    public void setText(String typed) {
        if (typed != null || !"".equals(text)) {
            text = typed;
        }
    }

    public String getAs() {
        return as;
    }

    public void setAs(String as) {
        this.as = as;
    }
}
