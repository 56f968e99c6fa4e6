package crm.platform.rest;

import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.jakarta.rs.xml.JacksonXMLProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.xml.stream.XMLInputFactory;

/** XML bodies coming in, with the field names of JSON: {@link PlainXml}. */
@Provider
@Consumes(MediaType.APPLICATION_XML)
public class XmlReader extends JacksonXMLProvider {

    public XmlReader() {
        super(mapper());
    }

    static XmlMapper mapper() {
        XMLInputFactory input = new PlainXml();
        XmlFactory factory = XmlFactory.builder()
                .xmlInputFactory(input)
                .streamReadConstraints(Json.constraints())
                .build();
        return Json.configured(XmlMapper.builder(factory)).build();
    }

    /** Answers are written by {@link XmlWriter}. */
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return false;
    }
}
