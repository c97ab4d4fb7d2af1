/** The routes of the API, a class for each resource, and the credentials that a request needs to use them. */
package io.waitingroom.routes;
