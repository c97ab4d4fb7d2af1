/** The page that people wait on. It works with scripts, by the API, and without them, by forms. */
package io.waitingroom.page;
