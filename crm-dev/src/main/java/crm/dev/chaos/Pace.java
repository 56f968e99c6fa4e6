package crm.dev.chaos;

/** How a fault and the producer keep step. */
interface Pace {

    /** Lets more records come, so that there is something to do for everybody. */
    void more();

    /** Waits until all that may come has come and is applied. */
    void catchUp();
}
