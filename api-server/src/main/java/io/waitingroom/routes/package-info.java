/** The resources of the API, a class for each, and what a request must prove to use them. */
package io.waitingroom.routes;
