package crm.access.service;

import crm.access.entity.AccountRefused;
import crm.access.entity.KeySecret;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which passwords may be chosen, after NIST SP 800-63B: long enough, not among those that everybody tries first, not the
 * name of the account with next to nothing beside it; no rules about kinds of characters, and no expiry.
 */
final class PasswordRule {

    private static final int FEWEST_DIFFERENT = 4;
    private static final int FEWEST_BESIDE_NAME = 4;

    private final int shortest;
    private final int longest;
    private final CommonPasswords common = CommonPasswords.read();

    PasswordRule(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** @throws AccountRefused if the account may not have this password */
    void check(String name, String password) {
        if (letters(password) < shortest || password.length() > longest) {
            throw refused("bad_password", "A password has " + shortest + " to " + longest + " characters.");
        }
        if (password.indexOf('\0') >= 0 || KeySecret.of(password).isPresent()) {
            throw refused("bad_password", "This can be no password.");
        }
        if (isCommon(password)) {
            throw refused("common_password", "This password is among those that are tried first; choose another.");
        }
        if (letters(without(name, password)) < FEWEST_BESIDE_NAME) {
            throw refused(
                    "name_in_password",
                    "Beside the name of the account, the password has fewer than " + FEWEST_BESIDE_NAME
                            + " characters.");
        }
    }

    // At most as many different characters as anybody has the patience to type.
    private boolean isCommon(String password) {
        return common.contain(password)
                || password.codePoints().distinct().count() < FEWEST_DIFFERENT
                || isSequence(password);
    }

    // Each character follows the one before: 23456789, hgfedcba.
    private static boolean isSequence(String password) {
        int step = password.length() < 2 ? 0 : password.charAt(1) - password.charAt(0);
        for (int i = 2; i < password.length(); i++) {
            if (password.charAt(i) - password.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) == 1;
    }

    private static String without(String name, String password) {
        return Pattern.compile(Pattern.quote(name.toLowerCase(Locale.ROOT)))
                .matcher(password.toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    private static int letters(String password) {
        return password.codePointCount(0, password.length());
    }

    private static AccountRefused refused(String code, String message) {
        return new AccountRefused("/password", code, message);
    }
}
