package crm.profile.service;

import crm.platform.entity.ForeignCursor;
import crm.profile.entity.Note;
import crm.profile.entity.ProfileId;
import crm.profile.store.NoteRows.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Cursors of a list of notes. */
record NotePlaces(ProfileId profile) {

    String write(Note last) {
        return Cursor.of(last.at(), last.id()).write(this);
    }

    Place read(String cursor) {
        Cursor place = Cursor.read(cursor, this, 2);
        try {
            return new Place(
                    Instant.parse(place.values().get(0)),
                    UUID.fromString(place.values().get(1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }
}
