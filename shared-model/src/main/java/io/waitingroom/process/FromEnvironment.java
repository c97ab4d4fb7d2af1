package io.waitingroom.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each flag of a class an environment variable of the same name: {@code --lease-ttl} can be set by {@code
 * WAITING_ROOM_LEASE_TTL}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromEnvironment {
    /** The prefix of the variables' names. */
    String prefix() default "WAITING_ROOM_";
}
