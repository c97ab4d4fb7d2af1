/** The HTTP server: Javalin and Jetty, their limits, problem details and JSON. This package knows no routes. */
package io.waitingroom.http;
