package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.privacy.entity.MasterKeyMissing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private final UUID id = UUID.randomUUID();

    @TempDir
    private Path directory;

    @Test
    void theFirstLineWrapsAndAllUnwrap() {
        String old = MasterKey.generate();
        MasterKey before = MasterKey.parse(old);
        MasterKey after = MasterKey.parse("\n" + MasterKey.generate() + "  " + old + "\n");
        byte[] key = Cipher.newKey();
        assertThat(after.unwrap(id, before.fingerprint(), before.wrap(id, key))).isEqualTo(key);
        assertThat(after.unwrap(id, after.fingerprint(), after.wrap(id, key))).isEqualTo(key);
        assertThatThrownBy(() -> before.unwrap(id, after.fingerprint(), after.wrap(id, key)))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining(after.fingerprint());
    }

    @Test
    void aWrappedKeyIsOfNoUseUnderAnotherId() {
        MasterKey master = MasterKey.parse(MasterKey.generate());
        byte[] wrapped = master.wrap(id, Cipher.newKey());
        assertThatThrownBy(() -> master.unwrap(UUID.randomUUID(), master.fingerprint(), wrapped))
                .isInstanceOf(MasterKeyMissing.class);
    }

    @Test
    void namesTheLineAtFaultAndNotWhatStandsThere() {
        String secret =
                Base64.getEncoder().encodeToString("too short".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> MasterKey.parse(MasterKey.generate() + secret))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> MasterKey.parse("\n")).hasMessageContaining("empty");
    }

    @Test
    void isMadeOnceForItsOwnerOnlyWhereNoDatabaseKnowsOne() throws Exception {
        MasterKeyFile file = new MasterKeyFile(Optional.empty(), Optional.of(directory.toString()));
        assertThatThrownBy(() -> file.read(false)).hasMessageContaining("CRM_MASTER_KEY_FILE");
        MasterKey made = file.read(true);
        assertThat(file.read(false).fingerprint()).isEqualTo(made.fingerprint());
        Path key = directory.resolve("crm/master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(key.getParent()).isDirectoryContaining(key::equals);
        assertThat(key.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void isNeverMadeWhereTheOperatorNamesAFile() throws Exception {
        Path named = directory.resolve("named.key");
        MasterKeyFile file = new MasterKeyFile(Optional.of(named.toString()), Optional.of(directory.toString()));
        assertThatThrownBy(() -> file.read(true)).hasMessageContaining("openssl");
        Files.writeString(named, "rubbish");
        assertThatThrownBy(() -> file.read(true))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("rubbish");
    }
}
