package crm.platform.rest;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Reads XML of elements, attributes and text. A document type is refused where it begins, and so is every entity. */
final class PlainXml extends WstxInputFactory {

    PlainXml() {
        setProperty(SUPPORT_DTD, false);
        setProperty(IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        setProperty(IS_REPLACING_ENTITY_REFERENCES, false);
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream in) throws XMLStreamException {
        return new Plain(super.createXMLStreamReader(in));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream in, String encoding) throws XMLStreamException {
        return new Plain(super.createXMLStreamReader(in, encoding));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(Reader in) throws XMLStreamException {
        return new Plain(super.createXMLStreamReader(in));
    }

    private static final class Plain extends StreamReaderDelegate {

        Plain(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == DTD || event == ENTITY_REFERENCE) {
                throw new XMLStreamException("neither document types nor entities are read", getLocation());
            }
            return event;
        }
    }
}
