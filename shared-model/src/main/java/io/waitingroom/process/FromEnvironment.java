package io.waitingroom.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives each flag that a class declares an environment variable of the same name: {@code --lease-ttl} is {@code WAITING_ROOM_LEASE_TTL}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromEnvironment {
    /** What the names of the variables begin with. */
    String prefix() default "WAITING_ROOM_";
}
