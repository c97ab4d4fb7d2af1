/** The page on which visitors wait. With scripts it calls the API; without scripts it uses forms. */
package io.waitingroom.page;
