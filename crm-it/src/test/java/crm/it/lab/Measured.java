package crm.it.lab;

/**
 * What a test has measured and does not judge, since it depends on how busy the machine is; for whoever reads the build's
 * output. {@link System.Logger} says nothing here: WildFly's modules, which are on the class path, keep what it is told until a
 * server begins in this JVM.
 */
public final class Measured {

    private Measured() {}

    @SuppressWarnings("SystemOut") // the build's output is where it belongs
    public static void tell(String what) {
        System.out.println("measured: " + what);
    }
}
