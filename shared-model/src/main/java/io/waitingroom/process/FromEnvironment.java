package io.waitingroom.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each flag of the annotated class an environment variable. The name of the variable is derived from the flag:
 * {@code WAITING_ROOM_LEASE_TTL} sets {@code --lease-ttl}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromEnvironment {
    /** Returns the first part of the name of each variable. */
    String prefix() default "WAITING_ROOM_";
}
