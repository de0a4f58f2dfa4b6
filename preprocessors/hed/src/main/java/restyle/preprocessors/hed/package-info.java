/** The plugin {@code hed}: soft edges by HED. */
package restyle.preprocessors.hed;
