/** The HTTP server: Javalin and Jetty, their limits, problem details and JSON. It knows no route. */
package io.waitingroom.http;
